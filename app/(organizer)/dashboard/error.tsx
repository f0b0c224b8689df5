"use client";

import { FailurePage } from "@/components/site/failure-page";

export default function DashboardError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <FailurePage digest={error.digest} retry={retry} />;
}
