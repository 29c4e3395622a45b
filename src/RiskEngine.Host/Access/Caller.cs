using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Access;

/// <summary>Who calls, as the access rules found out before the route was entered.</summary>
/// <param name="Operator">Who.</param>
/// <param name="Browser">The browser that they signed in with; null: a bearer token came with the call.</param>
internal sealed record Caller(Operator Operator, BrowserSession? Browser)
{
    internal static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("A route was entered past the access rules.");
}
