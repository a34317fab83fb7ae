/** The name of the page, the tenant, the language, and the account. */

import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Desk } from "./model/desk.js";
import { Icon } from "./ui/icon.js";
import type { Language } from "./words/language.js";
import { LANGUAGES, language, speak, words } from "./words/language.js";

export interface Account {
  readonly name?: string | undefined;
  readonly username: string;
}

interface Props {
  readonly isSandbox: boolean;
  readonly account: Account | null;
  readonly desk: Desk | undefined;
}

export function Header({ isSandbox, account, desk }: Props): JSX.Element {
  const { page } = words();
  return (
    <header>
      <p id="sandbox" class="banner" hidden={!isSandbox}>
        {page.sandbox}
      </p>
      <div class="bar">
        <img src="icon.svg" alt="" width="32" height="32" />
        <div class="titles">
          <h1 id="title">{page.title}</h1>
          {account && <p id="tenant">{account.username.split("@")[1]}</p>}
        </div>
        <Languages />
        {account && desk && <AccountMenu account={account} desk={desk} />}
      </div>
    </header>
  );
}

function Languages(): JSX.Element {
  return (
    <div id="languages" class="switch" role="group" aria-label={words().page.language}>
      {Object.entries(LANGUAGES).map(([name, label]) => (
        <button
          key={name}
          type="button"
          class="quiet"
          lang={name}
          aria-pressed={name === language()}
          onClick={() => speak(name as Language)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function AccountMenu({ account, desk }: { readonly account: Account; readonly desk: Desk }): JSX.Element {
  const menu = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    const closeAround = ({ target }: Event): void => {
      if (menu.current && !menu.current.contains(target as Node)) menu.current.open = false;
    };
    addEventListener("pointerdown", closeAround);
    return () => removeEventListener("pointerdown", closeAround);
  }, []);
  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || menu.current === null) return;
    menu.current.open = false;
    menu.current.querySelector("summary")?.focus();
  };
  const { page } = words();
  const { name, username } = account;
  return (
    <details ref={menu} id="account" class="menu" onKeyDown={closeByKey}>
      <summary>
        <Icon name="person" />
        <span id="account-name">{name ? `${name} (${username})` : username}</span>
        <Icon name="chevron" />
      </summary>
      <div class="menu-items">
        <button type="button" class="quiet" onClick={() => desk.switchAccount()}>
          {page.switchAccount}
        </button>
        <button id="sign-out" type="button" class="quiet" onClick={() => desk.signOut()}>
          {page.signOut}
        </button>
      </div>
    </details>
  );
}
