using System.Text.Json.Serialization;
using Akka.DistributedData;

namespace RiskEngine.AkkaCluster;

/// <summary>What nodes of an Akka cluster write for each other: the engine's messages, and what only these nodes say.</summary>
/// <remarks>Replicated data that is added gets a name that begins with <see cref="ReplicatedPrefix"/>: see <see cref="IsReplicated"/>.</remarks>
internal static class ClusterWire
{
    private static readonly Dictionary<string, Type> Names = new()
    {
        ["nonce-marks/1"] = typeof(Rising<NonceMark>),
        ["leases/1"] = typeof(Rising<SeatGrant>),
        ["roster/1"] = typeof(Rising<RosterEntry>),
        ["seat-acquire/1"] = typeof(SeatQuestion.Acquire),
        ["seat-renew/1"] = typeof(SeatQuestion.Renew),
        ["seat-release/1"] = typeof(SeatQuestion.Release),
        ["seat-read/1"] = typeof(SeatQuestion.Read),
        ["seat-kept/1"] = typeof(SeatAnswer.Kept),
        ["seat-taken/1"] = typeof(SeatAnswer.Taken),
        ["seat-free/1"] = typeof(SeatAnswer.Free),
        ["seat-unknown/1"] = typeof(SeatAnswer.Unknown),
        ["roster-word/1"] = typeof(RosterWord),
        ["roster-question/1"] = typeof(RosterQuestion),
        ["roster-unheard/1"] = typeof(RosterUnheard),
    };

    private const string ReplicatedPrefix = "replicated-";

    /// <summary>Whether a name is one of replicated data, this build's or a newer one's: nobody is there to answer it.</summary>
    internal static bool IsReplicated(string name) =>
        name.StartsWith(ReplicatedPrefix, StringComparison.Ordinal)
        || (Names.TryGetValue(name, out var type) && type.IsAssignableTo(typeof(IReplicatedData)));

    internal static WireFormat Format { get; } =
        EngineWire.Format.With(
            Names,
            ClusterWireContext.Default,
            new RisingConverter<NonceMark>(),
            new RisingConverter<SeatGrant>(),
            new RisingConverter<RosterEntry>()
        );
}

/// <summary>The generated readers and writers of the messages in <see cref="ClusterWire"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(NonceMark))]
[JsonSerializable(typeof(SeatGrant))]
[JsonSerializable(typeof(RosterEntry))]
[JsonSerializable(typeof(Rising<NonceMark>))]
[JsonSerializable(typeof(Rising<RosterEntry>))]
[JsonSerializable(typeof(Rising<SeatGrant>))]
[JsonSerializable(typeof(SeatQuestion.Acquire))]
[JsonSerializable(typeof(SeatQuestion.Renew))]
[JsonSerializable(typeof(SeatQuestion.Release))]
[JsonSerializable(typeof(SeatQuestion.Read))]
[JsonSerializable(typeof(SeatAnswer.Kept))]
[JsonSerializable(typeof(SeatAnswer.Taken))]
[JsonSerializable(typeof(SeatAnswer.Free))]
[JsonSerializable(typeof(SeatAnswer.Unknown))]
[JsonSerializable(typeof(RosterWord))]
[JsonSerializable(typeof(RosterQuestion))]
[JsonSerializable(typeof(RosterUnheard))]
internal sealed partial class ClusterWireContext : JsonSerializerContext;
