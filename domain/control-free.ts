/**
 * Text without control characters, of Unicode's group Cc. Written without classes of Unicode, so that whoever reads it as a
 * pattern of a schema takes it, in whatever language.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it refuses
export const controlFree = /^[^\u0000-\u001f\u007f-\u009f]*$/;
