import Markdown, { type Components } from "react-markdown";
import rehypeSanitize from "rehype-sanitize";

// Headings of the text stand below ours; each block finds its own direction.
const components: Components = {
  h1: ({ children }) => <h3 dir="auto">{children}</h3>,
  h2: ({ children }) => <h3 dir="auto">{children}</h3>,
  h3: ({ children }) => <h3 dir="auto">{children}</h3>,
  p: ({ children }) => <p dir="auto">{children}</p>,
  li: ({ children }) => <li dir="auto">{children}</li>,
  a: ({ children, href }) => (
    <a href={href} rel="nofollow noopener ugc">
      {children}
    </a>
  ),
};

/** An organizer's markdown. HTML in it is dropped, pictures too: they would tell a stranger who reads this. */
export function Description({ markdown }: { markdown: string }) {
  return (
    <div className="prose max-w-[65ch]">
      <Markdown rehypePlugins={[rehypeSanitize]} disallowedElements={["img"]} skipHtml components={components}>
        {markdown}
      </Markdown>
    </div>
  );
}
