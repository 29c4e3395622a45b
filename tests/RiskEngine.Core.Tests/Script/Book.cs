namespace RiskEngine.Core.Tests;

/// <summary>What an exchange holds of a story's orders: it answers a guardian's looks and cancels from it.</summary>
/// <param name="guardian">The guardian.</param>
/// <param name="listed">The orders that its list shows.</param>
internal sealed class Book(GuardianScript guardian, params ulong[] listed)
{
    /// <summary>The orders that its list shows.</summary>
    internal SortedSet<ulong> Listed { get; } = [.. listed];

    /// <summary>What a session-wide cancel says; none by default: it takes nothing.</summary>
    internal Func<ExchangeAnswer> OnSessionCancel { get; init; } = () => Says.Accepted();

    /// <summary>What the cancel of one order says; by default that it is canceled, and the list shows it no more.</summary>
    internal Func<ulong, ExchangeAnswer>? OnCancel { get; init; }

    /// <summary>What is said of how one order stands; by default that it is not found.</summary>
    internal Func<OrderId, ExchangeAnswer> OnStatus { get; init; } = _ => Says.NotFound();

    /// <summary>What the order history says; by default that there is none.</summary>
    internal Func<ExchangeAnswer> OnHistory { get; init; } = () => Says.Refused(RefusedReason.EndpointNotFound);

    /// <summary>How long each answer takes.</summary>
    internal TimeSpan Latency { get; init; }

    /// <summary>When each request left.</summary>
    internal List<(TimeSpan At, ExchangeRequest Request)> Sent { get; } = [];

    /// <summary>The orders that were canceled by themselves, in order; one may come twice.</summary>
    internal IEnumerable<ulong> CanceledSingly =>
        Sent.Select(sent => sent.Request).OfType<ExchangeRequest.CancelOrder>().Select(NumberOf);

    /// <summary>Answers everything at once, and lets time pass, until nothing is pending or a time is over.</summary>
    internal void ServeUntilAnswered(TimeSpan? atMost = null)
    {
        var until = guardian.Now.Running + (atMost ?? TimeSpan.FromMinutes(2));
        while (!guardian.State.Cancels.IsEmpty && guardian.Now.Running < until)
            if (!AnswerNext())
                guardian.PassesToTheAlarm();
    }

    /// <summary>Answers everything that is out, and all that follows from it, in no time.</summary>
    internal void Serve()
    {
        while (AnswerNext())
            continue;
    }

    private bool AnswerNext()
    {
        if (Take() is not { } request)
            return false;
        Sent.Add((guardian.Now.Running, request.Request));
        guardian.Passes(Latency);
        guardian.Answers(request, AnswerTo(request.Request));
        return true;
    }

    private OutboundRequest? Take() =>
        guardian.TakeSessionCancel()
        ?? guardian.TakeLook()
        ?? guardian.TakeSingleCancel()
        ?? guardian.TakeStatusQuestion()
        ?? guardian.TakeNameQuestion()
        ?? guardian.TakeHistory();

    private ExchangeAnswer AnswerTo(ExchangeRequest request)
    {
        switch (request)
        {
            case ExchangeRequest.CancelSessionOrders:
                return OnSessionCancel();
            case ExchangeRequest.ReadOrderHistory:
                return OnHistory();
            case ExchangeRequest.ReadOrderStatus question:
                return OnStatus(question.Order);
            case ExchangeRequest.ReadOrdersByName:
                return Says.NotFound();
            case ExchangeRequest.ReadOpenOrders:
                return Says.OpenOrders([.. Listed]);
            case ExchangeRequest.CancelOrder single when OnCancel is { } answer:
                return answer(NumberOf(single));
            case ExchangeRequest.CancelOrder single:
                Listed.Remove(NumberOf(single));
                return Says.Gone(NumberOf(single));
            default:
                throw new ShouldAssertException($"Nobody expected {request}.");
        }
    }

    private static ulong NumberOf(ExchangeRequest.CancelOrder single) =>
        ulong.Parse(single.Order.Value, System.Globalization.CultureInfo.InvariantCulture);
}
