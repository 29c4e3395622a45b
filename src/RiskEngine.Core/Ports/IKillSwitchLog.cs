namespace RiskEngine.Core;

/// <summary>Keeps what was done to the kill switch, beyond the life of the process and of the machine.</summary>
/// <remarks>Whatever a store may do is an answer; a task that fails means a defect.</remarks>
public interface IKillSwitchLog
{
    /// <summary>Keeps a record. One that is kept already is kept once.</summary>
    Task<KillSwitchAppend> AppendAsync(KillSwitchRecord record, CancellationToken cancellationToken = default);

    /// <summary>Reads every record that was ever kept, or says that it cannot: there is no partial answer.</summary>
    Task<KillSwitchReading> ReadAsync(CancellationToken cancellationToken = default);
}
