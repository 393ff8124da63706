/** As the document prints it: braces around one string, which makes the answer no JSON. */
export class PrintedLink {
  readonly link: string;

  constructor(link: string) {
    this.link = link;
  }

  toJSON(): string {
    return PrintedLink.mark;
  }

  /** Puts it into an answer that was written with `toJSON`. */
  printInto(json: string): string {
    return json.replace(JSON.stringify(PrintedLink.mark), () => `{${JSON.stringify(this.link)}}`);
  }

  private static readonly mark = '<links>';
}
