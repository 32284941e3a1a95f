import { type OtpServer, startOtpServer } from './otp-harness';

let server: OtpServer;

beforeAll(async () => {
  server = await startOtpServer({ settings: { OTP_MIN_ANSWER_MS: '300' } });
});
afterAll(() => server.stop());

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

// A floor holds however busy the machine is; how much longer an answer takes is nothing that a test can say.
test('no answer about a code comes sooner than the floor, whoever was named', async () => {
  await server.user({ username: 'ada', phone: '+49301001' });
  const wishes = ['+49301001', '+49301002', ''].flatMap((mobile) => [
    () => server.otp('send', { mobile }),
    () => server.otp('resend', { mobile }),
    () => server.otp('login', { mobile, otp: 'wrong' }),
    () => server.reset({ mobile, otp: 'wrong', new_password: 'battery staple' }),
  ]);
  // Timers count in whole milliseconds and may be one early.
  for (const time of await Promise.all(wishes.map(timeOf))) expect(time).toBeGreaterThanOrEqual(299);
});
