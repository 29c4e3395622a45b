using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RiskEngine.Client;

/// <summary>How messages are written: names as texts, ids as numbers, one of several by its kind.</summary>
internal static class WireJson
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = Resolver(WireContext.Default),
        Converters =
        {
            new TextConverter<SessionKey>(SessionKeyText.Read, SessionKeyText.Write),
            new TextConverter<CommandId>(text => new CommandId(text), id => id.Value),
            new TextConverter<StrategyId>(text => new StrategyId(text), id => id.Value),
            new TextConverter<NodeName>(text => new NodeName(text), name => name.Value),
            new TextConverter<Reason>(text => new Reason(text), reason => reason.Text),
            new TextConverter<PrivateEndpoint>(text => new PrivateEndpoint(text), endpoint => endpoint.Path),
            new TextConverter<RequestedBy>(RequesterText.Read, by => $"{by}"),
            new TextConverter<RequestedBy.Person>(text => (RequestedBy.Person)RequesterText.Read(text), by => $"{by}"),
            new TextConverter<KillSwitchScope>(
                text => KillSwitchScope.TryParse(text, out var scope) ? scope : throw new FormatException("No scope."),
                scope => scope.ToString()
            ),
            new NumberConverter<AttemptId>(number => new AttemptId(number), id => id.Value),
            new NonceConverter(),
            new NumberConverter<Epoch>(number => new Epoch(number), epoch => epoch.Value),
            new OrderIdConverter(),
            new ListConverter<OrderId>(),
            new ListConverter<string>(),
            new ListConverter<OrderDetail>(),
            new ListConverter<NotCovered>(),
            new ListConverter<CancelAttempt>(),
            new ListConverter<SessionKey>(),
            new ListConverter<NodeName>(),
            new ListConverter<SessionTrouble>(),
            new ListConverter<HeldRequest>(),
            new ListConverter<KillSwitchApplied>(),
            new ListConverter<MissingSession>(),
            new ListConverter<Engagement>(),
            new ListConverter<ResetApproval>(),
            new ListConverter<RequestedBy.Person>(),
            new ListConverter<RequestField>(),
            new EnumConverter<NotCovered>(EnumNames.Name, NotCovered.UnlistedOrders),
            new EnumConverter<OrderSide>(EnumNames.Name),
            new EnumConverter<AttemptResult>(EnumNames.Name, AttemptResult.Unknown),
            new EnumConverter<CancelListing>(EnumNames.Name, CancelListing.Incomplete),
            new EnumConverter<CancelProof>(EnumNames.Name, CancelProof.AcceptedByExchange),
            new EnumConverter<EscalationCause>(EnumNames.Name),
            new EnumConverter<EscalationStep>(EnumNames.Name),
            new EnumConverter<KillSwitchDurability>(EnumNames.Name, KillSwitchDurability.ThisProcess),
            // Of a reason that is not known here no more is known than that nothing was stopped.
            new EnumConverter<KillSwitchEngageDeniedReason>(
                EnumNames.Name,
                KillSwitchEngageDeniedReason.EngineStopping
            ),
            new EnumConverter<KillSwitchResetDeniedReason>(EnumNames.Name, KillSwitchResetDeniedReason.NoneNamed),
            new EnumConverter<KillSwitchUnreadableReason>(EnumNames.Name, KillSwitchUnreadableReason.Unavailable),
            new EnumConverter<MissingSessionReason>(EnumNames.Name, MissingSessionReason.NoAcknowledgment),
            new EnumConverter<NonceLeaseDeniedReason>(EnumNames.Name),
            new EnumConverter<OutcomeList>(EnumNames.Name),
            new EnumConverter<PrivateRequestDeniedReason>(EnumNames.Name),
            new EnumConverter<SessionCancelDeniedReason>(EnumNames.Name),
            new EnumConverter<SessionCancelRejectedReason>(EnumNames.Name, SessionCancelRejectedReason.Other),
            new EnumConverter<SessionCancelUnconfirmedReason>(
                EnumNames.Name,
                SessionCancelUnconfirmedReason.NotVerified
            ),
            new EnumConverter<SessionState>(EnumNames.Name),
            new EnumConverter<SessionTroubleKind>(EnumNames.Name),
            new EnumConverter<HeldRequestKind>(EnumNames.Name),
            new EnumConverter<SharedBudgetScope>(EnumNames.Name),
            new EnumConverter<StrategyLossCause>(EnumNames.Name),
            new EnumConverter<WantedNonce>(EnumNames.Name),
            new TextConverter<AccountIdentity>(AccountIdentityText.Read, AccountIdentityText.Write),
            new PermissionsConverter(),
            new EngagementIdConverter(),
            new EngagementConverter(),
            new ListConverter<EngagementId>(),
            new ResetKillSwitchConverter(),
            new KillSwitchResetDeniedConverter(),
            new KillSwitchStateConverter(),
            new KillSwitchEffectConverter(),
            new MissingSessionConverter(),
            new InstanceConverter<GetKillSwitch>(GetKillSwitch.Instance),
        },
    };

    /// <summary>What each outcome of a cancel is called where one of several may come.</summary>
    internal static Dictionary<Type, string> Outcomes { get; } =
        new()
        {
            [typeof(SessionCanceled)] = "canceled",
            [typeof(SessionCancelPartial)] = "partial",
            [typeof(SessionCancelDenied)] = "denied",
            [typeof(SessionCancelRejected)] = "rejected",
            [typeof(SessionCancelUnconfirmed)] = "unconfirmed",
        };

    internal static IJsonTypeInfoResolver Resolver(IJsonTypeInfoResolver types) =>
        types.WithAddedModifier(WriteOnlyWhatIsRead).WithAddedModifier(CutLists.Count).WithAddedModifier(NameTheKind);

    /// <summary>A member that follows from others would be a second truth.</summary>
    private static void WriteOnlyWhatIsRead(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i] is { Set: null, AssociatedParameter: null })
                type.Properties.RemoveAt(i);
    }

    private static void NameTheKind(JsonTypeInfo type)
    {
        if (type.Type == typeof(SessionCancelOutcome))
            type.PolymorphismOptions = OneOf(Outcomes.Select(x => new JsonDerivedType(x.Key, x.Value)));
        else if (type.Type == typeof(RequestField))
            // A field of a newer kind is no field that could be left out: the request is not understood, and not taken.
            type.PolymorphismOptions = OneOf([
                new JsonDerivedType(typeof(RequestField.Text), "text"),
                new JsonDerivedType(typeof(RequestField.Number), "number"),
                new JsonDerivedType(typeof(RequestField.Flag), "flag"),
                new JsonDerivedType(typeof(RequestField.Texts), "texts"),
            ]);
    }

    private static JsonPolymorphismOptions OneOf(IEnumerable<JsonDerivedType> kinds)
    {
        var options = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "kind" };
        foreach (var kind in kinds)
            options.DerivedTypes.Add(kind);
        return options;
    }
}
