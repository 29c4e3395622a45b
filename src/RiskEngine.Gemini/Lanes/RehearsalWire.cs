using System.Net;
using System.Text;

namespace RiskEngine.Gemini;

/// <summary>A wire that ends at once: each request is answered as Gemini answers one that it took. Nothing leaves the process.</summary>
internal sealed class RehearsalWire(TimeProvider time) : HttpMessageHandler
{
    private const string Canceled = """{"result":"ok","details":{"cancelledOrders":[330429345],"cancelRejects":[]}}""";
    private const string Account = """{"memo_reference_code":"REHEARSAL"}""";
    private const string Roles = """{"isAuditor":false,"isFundManager":false,"isTrader":true}""";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = request.RequestUri?.AbsolutePath switch
        {
            "/v1/order/cancel/session" or "/v1/order/cancel/all" => Canceled,
            "/v1/orders" => "[]",
            "/v1/roles" => Roles,
            "/v1/account" => Account,
            _ => """{"result":"ok"}""",
        };
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        response.Headers.Date = time.GetUtcNow();
        return Task.FromResult(response);
    }
}
