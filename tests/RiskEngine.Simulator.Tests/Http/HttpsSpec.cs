using System.Security.Cryptography;
using RiskEngine.Simulator.CommandLine;
using RiskEngine.Simulator.Faults;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Http;

/// <summary>The exchange over https: a certificate of its own, which a client has to be told of.</summary>
public sealed class HttpsSpec : IAsyncLifetime
{
    private static readonly ApiKey Key = new("a", "account-a", "secret-a");
    private GeminiSimulator _simulator = null!;

    public async Task InitializeAsync() =>
        _simulator = await GeminiSimulator.StartAsync(
            new SimulatorOptions { Url = new Uri("https://127.0.0.1:0"), Credentials = [Key] }
        );

    public async Task DisposeAsync() => await _simulator.DisposeAsync();

    [Fact]
    public async Task Client_must_be_answered_when_it_was_told_of_the_certificate()
    {
        _simulator.BaseAddress.Scheme.ShouldBe("https");
        using var http = Client(_simulator.BaseAddress, Fingerprint);

        using var answer = await http.SendAsync(RolesRequest(1));

        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"isTrader\":true");
    }

    [Fact]
    public async Task Client_must_not_connect_when_it_was_told_nothing()
    {
        using var http = new HttpClient { BaseAddress = _simulator.BaseAddress };

        var failed = await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(RolesRequest(1)));

        failed.HttpRequestError.ShouldBe(HttpRequestError.SecureConnectionError);
        _simulator.World.RequestCount.ShouldBe(0);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("reset")]
    [InlineData("truncate")]
    public async Task Connection_must_end_as_over_http_when_the_plan_says_so(string fault)
    {
        _simulator.World.UseFaults(FaultPlan.Parse($"roles: {fault}"));
        using var http = Client(_simulator.BaseAddress, Fingerprint);

        await Should.ThrowAsync<HttpRequestException>(() => http.SendAsync(RolesRequest(1)));
    }

    [Fact]
    public async Task Program_must_name_the_fingerprint_when_it_listens_on_https()
    {
        using var stop = new CancellationTokenSource();
        var (output, error) = (new StringWriter(), new StringWriter());
        var run = SimulatorCommand.RunAsync(
            "--urls https://127.0.0.1:0 --key account-a --secret secret-a".Split(' '),
            TextWriter.Synchronized(output),
            TextWriter.Synchronized(error),
            stop.Token
        );
        await Eventually.BeTrue(() => run.IsCompleted || output.ToString().Contains("Ctrl+C"), "the program is up");
        var lines = output.ToString().Split('\n');
        var address = new Uri(lines[0].Split(' ')[^1].Trim());
        var fingerprint = lines[1].Split(' ')[^1].Trim();

        using var http = Client(address, fingerprint);
        using var answer = await http.SendAsync(RolesRequest(1));

        answer.IsSuccessStatusCode.ShouldBeTrue();
        await stop.CancelAsync();
        (await run).ShouldBe(0, error.ToString());
    }

    private string Fingerprint => _simulator.Certificate!.GetCertHashString(HashAlgorithmName.SHA256);

    private static HttpClient Client(Uri address, string fingerprint)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate!.GetCertHashString(HashAlgorithmName.SHA256) == fingerprint;
        return new HttpClient(handler) { BaseAddress = address };
    }

    private static HttpRequestMessage RolesRequest(long nonce)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Lab.Roles) { Content = new ByteArrayContent([]) };
        foreach (var (name, value) in Sign.Payload(Key, Sign.Json(Lab.Roles, $"{nonce}")))
            request.Headers.Add(name, value);
        return request;
    }
}
