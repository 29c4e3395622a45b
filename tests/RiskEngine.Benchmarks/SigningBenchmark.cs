using System.Security.Cryptography;
using System.Text;
using RiskEngine.Gemini;

namespace RiskEngine.Benchmarks;

/// <summary>The whole signature (payload, Base64, HMAC, hex) against the HMAC alone.</summary>
internal static class SigningBenchmark
{
    private const int Rounds = 200_000;

    internal static void Run(Report report)
    {
        var session = new ExchangeSession(
            EngineUnderTest.Session,
            new Uri("http://127.0.0.1"),
            TimeSpan.FromSeconds(2),
            TimeSpan.FromSeconds(1),
            4096,
            NonceJson.Number,
            new SessionCredentials.ApiKey(new Secret("account-bench"), new Secret(SimulatorProcess.Secret))
        );
        var signer = Authenticator.Of(session.Credentials, GeminiExchange.OptionsOf(session), TimeProvider.System);
        var request = new OutboundRequest(
            new AttemptId(1),
            new Nonce(1_700_000_000_001),
            Lane.Cancel,
            new ExchangeRequest.CancelSessionOrders()
        );
        var key = Encoding.UTF8.GetBytes(SimulatorProcess.Secret);
        var message = Encoding.ASCII.GetBytes(signer.Sign(request).Base64);
        var hash = new byte[HMACSHA384.HashSizeInBytes];

        Time(() => signer.Sign(request));
        Time(() => HMACSHA384.HashData(key, message, hash));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var whole = Time(() => signer.Sign(request));
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        var alone = Time(() => HMACSHA384.HashData(key, message, hash));
        report.Add("signing a cancel, against its HMAC alone", whole / alone, 1.5, Report.Micros(whole / Rounds));

        var (base64, signature) = signer.Sign(request);
        before = GC.GetAllocatedBytesForCurrentThread();
        Time(() => (new string(base64.AsSpan()), new string(signature.AsSpan())));
        var texts = (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
        report.Add(
            "bytes that signing allocates, against those of the two header texts that it returns",
            (double)allocated / texts,
            1,
            $"{allocated} / {texts} bytes"
        );
    }

    private static TimeSpan Time<T>(Func<T> action)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
            action();
        return TimeProvider.System.GetElapsedTime(start);
    }
}
