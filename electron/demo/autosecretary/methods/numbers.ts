import { z } from 'zod';
import type { MethodAnswer } from '../answer.ts';
import { zoneOf } from '../dates.ts';
import { writeNumber } from '../number-answer.ts';
import { Refusal } from '../refusal.ts';
import type { Method, MethodRequest } from '../service.ts';
import { phoneOf } from './phone.ts';

/** Autosecretary API v1, GET un without parameters. */
export const listNumbers: Method = ({ service, traps }) => {
  const phones = service.numbers.phones();
  if (phones.length === 0 && traps.emptyLists !== 'array') {
    return { value: traps.emptyLists === 'null' ? null : undefined };
  }
  return {
    value: phones.map((phone) => {
      if (traps.numberList === 'numbers') return Number(phone);
      return traps.numberList === 'strings' ? phone : { phone, description: service.numbers.of(phone).description };
    }),
  };
};

/** Autosecretary API v1, GET un?phone=. */
export const getNumber: Method = (request) =>
  showNumber(request, phoneOf(request, request.address.searchParams.get('phone')));

function showNumber({ service, traps }: MethodRequest, phone: string): MethodAnswer {
  const number = service.numbers.shown(phone);
  return { value: writeNumber(number, zoneOf(number, traps), traps) };
}

const changeSchema = z.record(z.string(), z.unknown());

/** Autosecretary API v1, PUT un. */
export const changeNumber: Method = (request) => {
  const { service, traps } = request;
  const received = changeSchema.safeParse(request.body);
  if (!received.success) throw new Refusal('bad-request');
  const phone = phoneOf(request, received.data.phone);
  service.numbers.change(phone, received.data, traps);
  switch (traps.putAnswer) {
    case 'number':
      return showNumber(request, phone);
    case 'true':
      return { value: true };
    case 'null':
      return { value: null };
    case 'empty':
      return { value: undefined, bare: 200 };
    case 'no-content':
      return { value: undefined, bare: 204 };
  }
};
