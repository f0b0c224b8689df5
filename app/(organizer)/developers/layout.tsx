import { Shell } from "@/components/site/shell";

export default function DevelopersLayout({ children }: { children: React.ReactNode }) {
  return <Shell>{children}</Shell>;
}
