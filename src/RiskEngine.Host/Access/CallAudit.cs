using Microsoft.AspNetCore.Http;

namespace RiskEngine.Host.Access;

/// <summary>Puts every call into the audit trail, with the person; it never waits for the store.</summary>
internal sealed class CallAudit(IAuditRecorder recorder, NodeName node, TimeProvider time)
{
    /// <summary>Notes the call when its answer begins, or when it ends without one: a stream that lasts is not noted last.</summary>
    /// <param name="context">The call, not yet answered.</param>
    /// <param name="person">Who called; null: nobody knows.</param>
    internal void NoteOnceAnswered(HttpContext context, RequestedBy.Person? person)
    {
        var isNoted = 0;
        context.Response.OnStarting(NoteOnce);
        context.Response.OnCompleted(NoteOnce);

        Task NoteOnce()
        {
            if (Interlocked.Exchange(ref isNoted, 1) == 0)
                Note(context, person);
            return Task.CompletedTask;
        }
    }

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
