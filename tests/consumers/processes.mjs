// @ts-check
/** Runs other programs: npm and the commands of the tools. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Longer than any tool needs on a slow machine. A tool that hangs is stopped. */
const TIMEOUT_MS = 120_000;

/**
 * Runs a program to its end, and returns its output.
 *
 * @param {string} program @param {string[]} args @param {{ cwd: string, env?: Record<string, string>, shell?: boolean }} options
 * @returns {Promise<string>}
 */
export function execute(program, args, { cwd, env = {}, shell = false }) {
  // With the first, a tool's own test runner would report to this test. Vite sets the second in this process.
  const { NODE_TEST_CONTEXT, NODE_ENV, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const options = { cwd, shell, env: { ...inherited, ...env }, timeout: TIMEOUT_MS, maxBuffer: 2 ** 26 };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else
        reject(
          new Error(`${[program, ...args].join(" ")} failed (${error.code ?? error.signal}):\n${stdout}${stderr}`),
        );
    });
  });
}

/** @param {string[]} args @param {string} cwd */
export function npm(args, cwd) {
  // npm sets npm_execpath for its scripts. Without it, a shell finds npm on every platform.
  const own = process.env.npm_execpath;
  return own ? execute(process.execPath, [own, ...args], { cwd }) : execute("npm", args, { cwd, shell: true });
}

/** The first bytes of native programs: ELF and Mach-O. */
const NATIVE_PROGRAMS = ["7f454c46", "cffaedfe", "cafebabe"];

/**
 * The program and its first arguments that run a command of an npm package.
 *
 * @param {string} folder  the package @param {string} command
 */
export async function commandOf(folder, command) {
  const { bin } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = join(folder, typeof bin === "string" ? bin : bin[command]);
  // esbuild's install script replaces the JavaScript file of the command with the native program.
  const start = (await readFile(file)).toString("hex", 0, 4);
  return NATIVE_PROGRAMS.includes(start) ? [file] : [process.execPath, file];
}
