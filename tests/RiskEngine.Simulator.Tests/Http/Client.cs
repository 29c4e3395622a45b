using System.Globalization;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Http;

/// <summary>A real HTTP client of the simulator. The content is empty, never null: null would be sent again by itself.</summary>
public sealed class Client : IDisposable
{
    private readonly HttpClient _http;
    private long _nonce = 1_000;

    public Client(GeminiSimulator simulator) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = simulator.BaseAddress,
        };

    public string NextNonce() => Interlocked.Increment(ref _nonce).ToString(CultureInfo.InvariantCulture);

    public Task<HttpResponseMessage> SendAsync(
        string path,
        string fields = "",
        ApiKey? key = null,
        string body = "",
        CancellationToken cancellationToken = default
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.CacheControl = new() { NoCache = true };
        foreach (var (name, value) in Sign.Payload(key ?? Lab.Maker, Sign.Json(path, NextNonce(), fields)))
            request.Headers.Add(name, value);
        return _http.SendAsync(request, cancellationToken);
    }

    public async Task<string> ReadAsync(string path, string fields = "", ApiKey? key = null)
    {
        using var response = await SendAsync(path, fields, key);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => _http.Dispose();
}
