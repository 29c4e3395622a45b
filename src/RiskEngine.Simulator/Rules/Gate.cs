using System.Diagnostics;
using RiskEngine.Simulator.Endpoints;
using RiskEngine.Simulator.Keys;

namespace RiskEngine.Simulator.Rules;

/// <summary>Checks a request against every rule that comes before the endpoint's own.</summary>
/// <remarks>
/// The first broken rule gives the answer. The exchange has not published this order; it is a choice:
/// <list type="number">
/// <item>the path is an endpoint and the method POST: <c>EndpointNotFound</c></item>
/// <item>the caller's address is allowed: <c>RemoteAddressForbidden</c></item>
/// <item>headers are present, key, payload, signature in that order: <c>MissingApikeyHeader</c>,
/// <c>MissingPayloadHeader</c>, <c>MissingSignatureHeader</c>; a bearer token needs the payload only</item>
/// <item>the key or token is known, the token has not expired: <c>InvalidApiKey</c></item>
/// <item>the key's address filter lets the caller in: <c>ApiKeyIpFilteringFailure</c></item>
/// <item>the payload is Base64 of a JSON object: <c>InvalidJson</c></item>
/// <item><c>request</c> is present and equals the path: <c>MissingPayloadKey</c>, <c>EndpointMismatch</c></item>
/// <item>a nonce is present, not for tokens: <c>MissingNonce</c></item>
/// <item>the signature fits, not for tokens: <c>InvalidSignature</c></item>
/// <item>from here on the request is authenticated: it resets the heartbeat timer, whatever follows</item>
/// <item>the key has a role, the token the scope: <c>MissingRole</c></item>
/// <item>the account is named (master keys), exists and is open: <c>MissingAccounts</c>, <c>InvalidAccountName</c>,
/// <c>AccountClosed</c></item>
/// <item>the nonce is accepted, not for tokens: <c>InvalidNonce</c></item>
/// <item>the rate is kept: queued, or <c>RateLimit</c></item>
/// </list>
/// </remarks>
internal sealed class Gate(Registry registry)
{
    /// <param name="request">What arrived.</param>
    /// <param name="endpoint">What its path and method name; null for nothing.</param>
    /// <param name="switches">The readings in force.</param>
    /// <param name="now">When it is processed.</param>
    /// <param name="serverClock">What the exchange's own clock shows, which a fault may have set wrong.</param>
    public Verdict Check(
        Request request,
        Endpoint.Private? endpoint,
        Switches switches,
        DateTimeOffset now,
        DateTimeOffset serverClock
    )
    {
        if (endpoint is null)
            return Refuse(Refusals.EndpointNotFound());
        if (switches.RemoteAddressForbidden)
            return Refuse(Refusals.RemoteAddressForbidden());
        if (HeaderFault(request, switches) is { } headerFault)
            return Refuse(headerFault);

        var session = registry.FindSession(request);
        if (session is null)
            return Refuse(request.Bearer is null ? Refusals.InvalidApiKey(switches) : Refusals.InvalidToken(switches));
        if (session.Credential is OAuthToken token && token.ExpiresAt <= now)
            return Refuse(Refusals.InvalidToken(switches), session);
        if (session.Key is { BlockedByAddressFilter: true })
            return Refuse(Refusals.BlockedByAddressFilter(), session);

        if (Payload.Read(request.Payload!) is not { } payload)
            return Refuse(Refusals.InvalidJson(), session);
        var nonce = session.Key is null ? null : payload.NumberOrText("nonce");
        if (RequestFault(payload, request) is { } requestFault)
            return Refuse(requestFault, session, nonce);
        var sentNonce = payload.Field("nonce");
        if (session.Key is not null && sentNonce is null)
            return Refuse(Refusals.MissingNonce(), session);

        var nonceFault = session.Key is null ? null : NonceRule.Check(session, sentNonce!.Value, switches, serverClock);
        var isSigned =
            session.Key is not { } key || Signature.Matches(request.Signature!, request.Payload!, key.Secret);
        if (!isSigned)
        {
            Consume(NonceUse.Always);
            return Refuse(Refusals.InvalidSignature(switches), session, nonce);
        }

        session.LastHeard = now;
        if ((RoleFault(session, endpoint, switches) ?? AccountFault(session, payload) ?? nonceFault) is { } fault)
        {
            Consume(NonceUse.WhenSigned);
            return Refuse(fault, session, nonce);
        }
        if (TurnOf(session, switches, now) is not { } turn)
        {
            Consume(NonceUse.WhenSigned);
            return Refuse(Refusals.RateLimited(), session, nonce);
        }

        Consume(NonceUse.WhenAdmitted);
        return new Verdict.Admitted(session, NonceRule.Value(nonce), payload, registry.BookFor(session, payload), turn);

        void Consume(NonceUse atLeast)
        {
            if (switches.NonceUse >= atLeast && nonceFault is null && NonceRule.Value(nonce) is { } value)
                session.Consume(value);
        }
    }

    private static Verdict.Refused Refuse(Answer answer, Session? session = null, string? nonce = null) =>
        new(answer, session, NonceRule.Value(nonce));

    private static Answer? HeaderFault(Request request, Switches switches)
    {
        if (request.Bearer is null && request.ApiKey is null)
            return Refusals.MissingApiKeyHeader(switches);
        if (request.Payload is null)
            return Refusals.MissingPayloadHeader(switches);
        return request.Bearer is null && request.Signature is null ? Refusals.MissingSignatureHeader(switches) : null;
    }

    private static Answer? RequestFault(Payload payload, Request request)
    {
        if (payload.Text("request") is not { } named)
            return Refusals.MissingPayloadKey("request");
        return named == request.Path ? null : Refusals.EndpointMismatch();
    }

    private static Answer? RoleFault(Session session, Endpoint.Private endpoint, Switches switches) =>
        session.Credential switch
        {
            ApiKey key when (key.Roles & endpoint.Roles) == Roles.None && endpoint.Roles != Roles.None =>
                Refusals.MissingRole(endpoint.Roles, key, switches),
            OAuthToken token when endpoint.Scope is { } scope && !token.Scopes.Contains(scope) => Refusals.MissingScope(
                scope
            ),
            ApiKey or OAuthToken => null,
            _ => throw new UnreachableException($"{session.Credential.GetType().Name} is no known credential."),
        };

    private Answer? AccountFault(Session session, Payload payload)
    {
        if (Registry.AccountNameFor(session, payload) is not { } name)
            return Refusals.MissingAccounts();
        if (registry.FindAccount(name) is not { } account)
            return Refusals.InvalidAccountName(name);
        return account.IsClosed ? Refusals.AccountClosed(name) : null;
    }

    private DateTimeOffset? TurnOf(Session session, Switches switches, DateTimeOffset now) =>
        registry.RateOf(session, switches.RateScope) is { } rate ? rate.Admit(now) : now;
}
