/** Vite takes style sheets as imports; to the type checker they have no names. */
declare module '*.css' {}
