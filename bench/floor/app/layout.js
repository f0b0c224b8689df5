export const metadata = { title: "Empty", description: "What the framework alone draws." };

const Layout = ({ children }) => (
  <html lang="en">
    <body>{children}</body>
  </html>
);

export default Layout;
