"use client";

import { FailurePage } from "@/components/site/failure-page";

export default function FanError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <FailurePage digest={error.digest} retry={reset} />;
}
