// One thing that a signed file was checked for, in words for an operator.

export interface FileCheck {
  readonly ok: boolean;
  readonly text: string;
}
