const megabyte = 1_048_576;

export const limits = {
  mailsMax: 5_000,
  /** Of all mails together; the oldest go first. */
  bytesMax: 512 * megabyte,
  mailBytesMax: 25 * megabyte,
  connectionsMax: 100,
  listedMax: 500,
  requestBytesMax: 65_536,
  faultMsMax: 120_000,
};
