export async function resolve(specifier, context, next) {
  if (specifier === 'node:sqlite') {
    return { url: 'data:text/javascript,export class DatabaseSync {}', shortCircuit: true };
  }
  return next(specifier, context);
}
