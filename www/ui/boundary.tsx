/** Keeps an error of one part of the page from taking the others along. */

import { Component, type ComponentChildren } from "preact";
import { Notice } from "../../js/card/notice.js";
import { words } from "../words/language.js";

export class Boundary extends Component<{ readonly children: ComponentChildren }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  override componentDidCatch(error: unknown): void {
    console.error(error);
    this.setState({ hasFailed: true });
  }

  override render(): ComponentChildren {
    if (!this.state.hasFailed) return this.props.children;
    const { headline, advice } = words().failures.internal;
    return (
      <Notice tone="bad" level={2} headline={headline}>
        {advice}
      </Notice>
    );
  }
}
