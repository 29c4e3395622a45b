using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using RiskEngine.Host.Api;
using RiskEngine.Host.Cluster;

namespace RiskEngine.Host.Access;

/// <summary>Lets a call in, or answers it: 401 without a token, 403 without the role, 429 after failures; before a body is read.</summary>
internal sealed class AccessRules(
    Operators operators,
    BrowserSessions browsers,
    SignInThrottle throttle,
    SignInThrottle strangers,
    CallAudit audit,
    IReadOnlyList<Venue> venues,
    ClusterToken? cluster = null
)
{
    internal const string Cookie = "riskengine";
    internal const string AntiForgeryHeader = "X-Anti-Forgery";
    private const string Bearer = "Bearer ";

    private readonly string _venues = string.Join(", ", venues);

    internal async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Open>() is not null)
        {
            await next(context);
            return;
        }

        var address = AddressOf(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<FromPeer>() is not null)
        {
            // What it asks for is in the trail by itself, with the node that it came through.
            if (cluster is not null && cluster.IsShownBy(context))
                await next(context);
            else
                await RefuseAsync(context, address);
            return;
        }

        if (Identify(context) is not { } caller)
        {
            await RefuseAsync(context, address);
            return;
        }

        throttle.Succeeded(address);
        context.Features.Set(caller);
        audit.NoteOnceAnswered(context, caller.Operator.Person);
        context.Response.Headers[Venue.Header] = _venues;
        if (Fault(context, caller) is { } fault)
            await fault.WriteAsync(context);
        else
            await next(context);
    }

    /// <summary>Whoever the address belongs to; behind a proxy that is the proxy.</summary>
    internal static string AddressOf(HttpContext context) => $"{context.Connection.RemoteIpAddress}";

    private Caller? Identify(HttpContext context)
    {
        if (context.Request.Headers.Authorization is [{ } header])
            return
                header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                && operators.Find(header[Bearer.Length..].Trim()) is { } known
                ? new Caller(known, null)
                : null;
        return context.Request.Cookies[Cookie] is { } id && browsers.Find(id) is { } browser
            ? new Caller(browser.Operator, browser)
            : null;
    }

    private async Task RefuseAsync(HttpContext context, string address)
    {
        // No token at all is a page that was opened, not somebody who guesses: it never waits.
        var isGuess = context.Request.Headers.Authorization.Count > 0;
        var failures = isGuess ? throttle : strangers;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        if (failures.Wait(address) is { } wait)
        {
            // Not put into the trail: whoever tries without end must not fill a disk.
            await (isGuess ? Problem.TooManyFailures(wait) : Problem.NoToken).WriteAsync(context);
            return;
        }

        failures.Failed(address);
        audit.NoteOnceAnswered(context, null);
        await Problem.NoToken.WriteAsync(context);
    }

    private static Problem? Fault(HttpContext context, Caller caller)
    {
        if (caller.Browser is { } browser && Changes(context.Request) && !IsFromOurPage(context.Request, browser))
            return Problem.Forged;
        return
            context.GetEndpoint()?.Metadata.GetMetadata<Requires>() is { Role: var role } && !caller.Operator.May(role)
            ? Problem.WithoutRole(role)
            : null;
    }

    private static bool Changes(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    private static bool IsFromOurPage(HttpRequest request, BrowserSession browser) =>
        request.Headers[AntiForgeryHeader] is [{ } sent]
        && Secrets.AreEqual(sent, browser.AntiForgery)
        && IsSameOrigin(request);

    /// <summary>Browsers name the page that a change comes from; programs, which have no page, name none.</summary>
    internal static bool IsSameOrigin(HttpRequest request) =>
        StringValues.IsNullOrEmpty(request.Headers.Origin)
        || request.Headers.Origin == $"{request.Scheme}://{request.Host}";
}
