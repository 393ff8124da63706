/** Why a call ended, as exchanges say it (Q.850). */
export const cause = { normal: 16, busy: 17, noAnswer: 19, rejected: 21, elsewhere: 26, unavailable: 41 } as const;
