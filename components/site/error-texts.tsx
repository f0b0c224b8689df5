"use client";

import { createContext, useContext } from "react";

export type FailureTexts = { title: string; text: string; retry: string; home: string; homePath: string };

const Texts = createContext<FailureTexts | undefined>(undefined);

/** An error page runs in the browser alone: its words are brought there before anything fails. */
export const ErrorTexts = Texts.Provider;
export const useErrorTexts = () => useContext(Texts);
