/** What an id of a version, variant, component or test may be made of; safe in tags, paths and arguments. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/
