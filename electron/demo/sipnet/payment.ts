/** Money that came or went for something other than a call. */
export interface Payment {
  /** Epoch ms. */
  at: number;
  amount: number;
  descr: string;
  /** Left out, the main account's. */
  sipId?: string;
}
