namespace RiskEngine.Storage;

/// <summary>A row of a chain as it is kept.</summary>
internal sealed record ChainedRow(long Number, byte[] Bytes, RowHash Hash);
