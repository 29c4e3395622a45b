using System.Globalization;
using System.Net;
using RiskEngine.Simulator.Keys;
using RiskEngine.Simulator.Tests.Support;

namespace RiskEngine.Simulator.Tests.Http;

/// <summary>A real HTTP client of the simulator. The content is empty, never null: null would be sent again by itself.</summary>
public sealed class Client : IDisposable
{
    private readonly HttpClient _http;
    private long _nonce;

    public Client(
        GeminiSimulator simulator,
        DecompressionMethods decompression = DecompressionMethods.None,
        long firstNonce = 1_000
    )
    {
        _nonce = firstNonce;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = decompression };
        _http = new HttpClient(handler) { BaseAddress = simulator.BaseAddress };
    }

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
