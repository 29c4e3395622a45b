using System.Text.Json.Serialization;

namespace RiskEngine;

/// <summary>What engines write for each other: the messages of the protocol, and what only engines say.</summary>
public static class EngineWire
{
    private static readonly Dictionary<string, Type> Names = new()
    {
        ["kill-switch-record/1"] = typeof(KillSwitchRecord),
        ["account-cancel-noted/1"] = typeof(AccountCancelNoted),
        ["peer-for-session/1"] = typeof(PeerMessage.ForSession),
        ["peer-of-account/1"] = typeof(PeerMessage.OfAccount),
        ["peer-of-switch/1"] = typeof(PeerMessage.OfSwitch),
        ["switch-report/1"] = typeof(SwitchReport),
    };

    /// <summary>All of it; what carries it, HTTP or Akka.Remote, is none of its business.</summary>
    public static WireFormat Format { get; } =
        WireFormat.Protocol.With(
            Names,
            EngineWireContext.Default,
            new EngagementOfAnyBuildConverter(),
            new NumberConverter<FencingToken>(number => new FencingToken(number), token => token.Value),
            new PeerMessageConverter(),
            new KillSwitchRecordConverter(),
            new ListConverter<KillSwitchRecord>(),
            new TextConverter<AccountIdentity.Known>(text => new AccountIdentity.Known(text), account => account.Value),
            new ListConverter<SessionAccount>()
        );
}

/// <summary>The generated readers and writers of the messages in <see cref="EngineWire"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(KillSwitchRecord))]
[JsonSerializable(typeof(AccountCancelNoted))]
[JsonSerializable(typeof(PeerMessage.ForSession))]
[JsonSerializable(typeof(PeerMessage.OfAccount))]
[JsonSerializable(typeof(PeerMessage.OfSwitch))]
[JsonSerializable(typeof(SwitchReport))]
internal sealed partial class EngineWireContext : JsonSerializerContext;
