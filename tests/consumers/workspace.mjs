// @ts-check
/** Temporary projects with the installed package, the tools, and one browser. */
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { launch } from "../page/support.mjs";
import { commandOf, execute } from "./processes.mjs";
import { inlinedModule } from "./tarball.mjs";

/**
 * @typedef {object} Workspace
 * @property {(name: string) => Promise<Project>} project  creates a project with the package installed
 * @property {(name: string) => string} tool  the folder of a tool's package
 * @property {() => Promise<import("playwright-core").Browser>} browser
 * @property {string} inlined  the text of the inlined module in the main entry
 * @property {string} modules  the folder that the tarball is installed in
 * @property {() => Promise<void>} close
 *
 * @typedef {object} Project
 * @property {string} folder
 * @property {(...path: string[]) => string} at
 * @property {(files: Record<string, string>) => Promise<void>} write
 * @property {(args: string[], env?: Record<string, string>) => Promise<string>} node  runs Node in the project
 * @property {(command: string, args: string[], env?: Record<string, string>) => Promise<string>} run
 *   runs the command of a tool, `command` or `package/command`
 */

/**
 * @param {object} places
 * @param {string} places.folder  for the projects
 * @param {string} places.modules  the folder that `install` returned
 * @param {string} places.tools  the folder `node_modules` of the tools
 * @returns {Promise<Workspace>}
 */
export async function openWorkspace({ folder, modules, tools }) {
  /** @type {Promise<import("playwright-core").Browser> | undefined} */
  let browser;
  const tool = (/** @type {string} */ name) => join(tools, name);
  return {
    tool,
    modules,
    inlined: await inlinedModule(modules),
    browser: () => (browser ??= launch()),
    close: async () => void (await (await browser)?.close()),
    async project(name) {
      const root = join(folder, name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"));
      await rm(root, { recursive: true, force: true }); // left over from an earlier run
      await cp(modules, join(root, "node_modules"), { recursive: true });
      /** @type {Project["node"]} */
      const node = (args, env) => execute(process.execPath, args, { cwd: root, env });
      /** @type {Project} */
      const project = {
        folder: root,
        at: (...path) => join(root, ...path),
        async write(files) {
          for (const [file, text] of Object.entries(files)) {
            await mkdir(dirname(join(root, file)), { recursive: true });
            await writeFile(join(root, file), text);
          }
        },
        node,
        async run(command, args, env) {
          const [, owner = "", name = owner] = /^((?:@[^/]+\/)?[^/]+)(?:\/(.*))?$/.exec(command) ?? [];
          const [program = "", ...first] = await commandOf(tool(owner), name);
          return execute(program, [...first, ...args], { cwd: root, env });
        },
      };
      await project.write({ "package.json": '{ "private": true, "type": "module" }\n' });
      return project;
    },
  };
}
