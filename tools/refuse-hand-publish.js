/**
 * Runs before npm publishes a package (`prepublishOnly`), and lets only `npm run release:publish` do it: what is published
 * by hand may be unbuilt, untested, or another version's.
 */
if (process.env.NIN_RELEASE !== 'built and checked') {
  console.error(
    `${process.env.npm_package_name} is not published by hand: \`npm run release:publish\` at the top of the repository ` +
      'builds and checks all packages, then publishes those whose version is new.',
  );
  process.exitCode = 1;
}
