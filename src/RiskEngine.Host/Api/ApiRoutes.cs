using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using RiskEngine.Host.Access;
using RiskEngine.Host.Page;
using RiskEngine.Host.Telemetry;

namespace RiskEngine.Host.Api;

/// <summary>Every route of the service, with what it needs and what it gives.</summary>
/// <remarks>Each is given as a delegate: as a request delegate its result would be dropped.</remarks>
internal static class ApiRoutes
{
    internal const string Document = "/api/openapi.json";

    private static readonly string[] Head = [HttpMethods.Head];

    internal static void Map(IEndpointRouteBuilder routes, ApiParts parts)
    {
        var sessions = parts.Sessions;
        routes
            .MapGet("/api/sessions", (Delegate)sessions.ListAsync)
            .Needs(OperatorRoles.Viewer, "List every session.")
            .Produces<SessionList>();
        routes
            .MapGet("/api/sessions/{alias}", (Delegate)sessions.GetAsync)
            .Needs(OperatorRoles.Viewer, "Look at one session.")
            .Produces<SessionView>()
            .Fails(404);
        routes
            .MapPost("/api/sessions/{alias}/cancel", (Delegate)sessions.CancelAsync)
            .Needs(OperatorRoles.Canceler, "Pull the session's open orders; answers when it is proven, or cannot be.")
            .Accepts<CancelRequest>("application/json")
            .Produces<CancelAnswer>()
            .Fails(400, 404, 413, 415, 422, 503);
        routes
            .MapGet("/api/sessions/{alias}/cancels/{commandId}/orders", (Delegate)sessions.OrdersAsync)
            .Needs(
                OperatorRoles.Viewer,
                "Orders in one list of a cancel's answer, after so many: those that did not fit into it."
            )
            .Produces<OrdersPage>()
            .Fails(400, 404, 503);

        var killSwitch = parts.KillSwitch;
        routes
            .MapGet("/api/kill-switch", (Delegate)killSwitch.GetAsync)
            .Needs(OperatorRoles.Viewer, "How the kill switch stands.")
            .Produces<KillSwitchView>()
            .Fails(503);
        routes
            .MapPost("/api/kill-switch/engage", (Delegate)killSwitch.EngageAsync)
            .Needs(
                OperatorRoles.Engager,
                "Stop a scope; answers when every session in it is proven, or at the deadline."
            )
            .Accepts<EngageRequest>("application/json")
            .Produces<EngageAnswer>()
            .Fails(400, 413, 415, 422);
        routes
            .MapPost("/api/kill-switch/reset", (Delegate)killSwitch.ResetAsync)
            .Needs(OperatorRoles.Resetter, "Permit trading again where exactly these engagements stopped it.")
            .Accepts<ResetRequest>("application/json")
            .Produces<ResetAnswer>()
            .Fails(400, 413, 415, 422);

        routes
            .MapGet("/api/audit", (Delegate)parts.Audit.GetAsync)
            .Needs(OperatorRoles.Viewer, "Rows of the audit trail after a number; below zero: so many before the end.")
            .Produces<AuditPage>()
            .Fails(400, 503);
        routes
            .MapGet("/api/events", (Delegate)parts.Events.GetAsync)
            .Needs(OperatorRoles.Viewer, "Server-sent events, resumed by Last-Event-ID.")
            .Produces<EventView>(contentType: "text/event-stream")
            .Fails(503);
        routes
            .MapGet("/metrics", (Delegate)parts.Metrics.Get)
            .Needs(OperatorRoles.Viewer, "Metrics in Prometheus' text form.")
            .Produces<string>(contentType: PrometheusText.ContentType);

        var signIn = parts.SignIn;
        routes
            .MapPost("/api/sign-in", (Delegate)signIn.SignInAsync)
            .IsOpen("Sign in with a browser: sets a cookie.")
            .Accepts<SignInRequest>("application/json")
            .Produces<Me>()
            .Fails(400, 401, 403, 413, 415, 429);
        routes.MapPost("/api/sign-out", (Delegate)signIn.SignOut).Needs(OperatorRoles.None, "Sign out.").Produces(204);
        routes.MapGet("/api/me", (Delegate)parts.SignIn.Me).Needs(OperatorRoles.None, "Who am I?").Produces<Me>();

        routes.MapGet("/healthz", (Delegate)HealthApi.Healthy).IsOpen("The process lives.").Produces<Readiness>();
        routes
            .MapGet("/readyz", (Delegate)parts.Health.ReadyAsync)
            .IsOpen("It can be asked to stop; what works less well is named beside it.")
            .Produces<Readiness>()
            .Produces<Readiness>(503);
        // Balancers ask so, too: the same answer without its body.
        routes.MapMethods("/healthz", Head, (Delegate)HealthApi.Healthy).IsOpen("").ExcludeFromDescription();
        routes.MapMethods("/readyz", Head, (Delegate)parts.Health.ReadyAsync).IsOpen("").ExcludeFromDescription();

        parts.Peers?.Map(routes);
        routes.MapOpenApi(Document).WithMetadata(new Requires(OperatorRoles.None)).ExcludeFromDescription();
        PageFiles.Map(routes);
    }

    private static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, OperatorRoles role, string summary) =>
        route.WithMetadata(new Requires(role)).WithSummary(summary).Fails(401, 403, 429);

    private static RouteHandlerBuilder IsOpen(this RouteHandlerBuilder route, string summary) =>
        route.WithMetadata(Open.Route).WithSummary(summary);

    private static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            route.Produces<ProblemView>(status, Problem.ContentType);
        return route;
    }
}
