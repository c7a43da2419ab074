/** The part of picomatch that we use. */
declare module 'picomatch' {
  function picomatch(pattern: string, options?: object): (path: string) => boolean;
  namespace picomatch {
    function scan(pattern: string): { base: string; glob: string; isGlob: boolean };
  }
  export default picomatch;
}
