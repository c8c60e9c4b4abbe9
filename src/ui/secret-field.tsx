// A passphrase being typed: hidden from who looks over the shoulder until its writer asks to see it.
import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { QuietAction } from './action.tsx';
import { TextField, type TextFieldProps } from './text-field.tsx';

interface SecretFieldProps extends Omit<TextFieldProps, 'type' | 'end'> {
  readonly words: { readonly show: string; readonly hide: string };
}

export function SecretField({ words, ...field }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      maxLength={128}
      // a password manager offers to keep what is typed hidden, whatever `off` says, but not a code that is good once
      autoComplete="one-time-code"
      {...field}
      type={shown ? 'text' : 'password'}
      end={
        <QuietAction icon={<Icon aria-hidden="true" />} onClick={() => setShown(!shown)}>
          {shown ? words.hide : words.show} <span className="visually-hidden">{field.label}</span>
        </QuietAction>
      }
    />
  );
}
