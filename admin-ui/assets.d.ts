/** The bundler gives a file's address; to the type checker it has none. */
declare module '*.js?url' {
  const address: string;
  export default address;
}
