/** What a page of the framework costs with nothing on it. */
const Page = () => (
  <main>
    <h1>Empty</h1>
  </main>
);

export default Page;
