namespace RiskEngine.Core.Tests.Simulation;

/// <summary>What a desk promises, whatever happens.</summary>
internal enum DeskLaw
{
    OneAnswerInTime,
    RestsOnALaterRequest,
    NoncesRiseOverCrashes,
    NothingLeavesWhileToldEngaged,
    NothingIsClearedUnseen,
    NobodyIsDeniedWhatHappens,
    CompletedMeansNoOpenOrders,
    WhoeverTripsCanTripAgain,
    NoStopIsRefusedForWantOfRoom,
    NothingIsDueWithoutAnAlarm,
    NoInputThrows,
    CancelsKeepTheirNameAndTime,
    WhatIsToldEngagedIsEngaged,
    NoOrderOvertakesAnAccountCancel,
    EveryUnprovenCancelClimbs,
}
