namespace RiskEngine;

/// <summary>From the kill switch to a guardian: how it stands from now on. Answered with a <see cref="SwitchInput.GateKnown"/>.</summary>
/// <remarks>Not in the protocol, so that nothing but the kill switch can open a session.</remarks>
internal sealed record GateChanged(KillSwitchState Switch);

/// <summary>From a guardian that came up: it is closed until it is told how the kill switch stands.</summary>
internal sealed record GateWanted(SessionKey Session);
