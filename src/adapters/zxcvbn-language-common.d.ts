/** The part of the package that is used; it declares types for its CommonJS entry alone. */
declare module '@zxcvbn-ts/language-common/dist/index.mjs' {
  export const dictionary: Readonly<Record<string, readonly string[]>>;
}
