import { Shell } from "@/components/site/shell";

export default function FanLayout({ children }: { children: React.ReactNode }) {
  return <Shell>{children}</Shell>;
}
