namespace RiskEngine.Simulator.Log;

/// <summary>A place in the log whose record is replaced as the request goes on.</summary>
internal sealed class RequestEntry(RequestRecord record)
{
    public RequestRecord Record { get; private set; } = record;

    public void Update(Func<RequestRecord, RequestRecord> change) => Record = change(Record);
}
