import { Missing } from "@/components/site/missing";

export default function NotFound() {
  return <Missing />;
}
