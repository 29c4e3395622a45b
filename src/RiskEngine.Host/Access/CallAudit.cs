using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Access;

/// <summary>Puts every call into the audit trail, with the person; it never waits for the store.</summary>
internal sealed class CallAudit(IAuditRecorder recorder, NodeName node, TimeProvider time)
{
    /// <param name="context">The call, answered.</param>
    /// <param name="person">Who called; null: nobody knows.</param>
    internal void Note(HttpContext context, RequestedBy.Person? person) =>
        recorder.Record(
            new AuditEntry.Called(
                time.GetUtcNow(),
                node,
                person,
                context.Request.Method,
                context.Request.Path.Value ?? "/",
                context.Response.StatusCode
            )
        );
}
