import type { AnyClient } from '../actions/internal/types.js';

/** Actions without their first parameter, the client. */
export type Bound<actions> = {
  [name in keyof actions]: actions[name] extends (client: AnyClient, ...rest: infer rest) => infer result
    ? (...rest: rest) => result
    : never;
};

/** Actions bound to a client, with options that each call may override. */
export function bindActions<actions extends object>(
  actions: actions,
  client: AnyClient,
  options: object,
): Bound<actions> {
  const bind = (action: (client: AnyClient, parameters: never) => unknown) => (parameters?: object) =>
    action(client, { ...options, ...parameters } as never);
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, bind(action)])) as Bound<actions>;
}
