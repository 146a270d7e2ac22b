using System.Numerics;
using System.Text.Json;
using Fairlead.Gateway.Attempts;
using Fairlead.Gateway.Catalog;
using Fairlead.Gateway.Pipeline;
using Fairlead.Gateway.Routing.Strategies;
using Fairlead.Protocols.OpenAI;

namespace Fairlead.Gateway.Routing.Explanation;

/// <summary>Says where a request would go now: it goes through the stages of a real one up to the choice, calls nobody, and leaves counters, breakers and rotations as they are.</summary>
public sealed class RouteExplainer(ModelCatalog catalog, AttemptContext context)
{
    /// <summary>Explains a request, whose body need not name the model.</summary>
    /// <returns>Where it would go, or what is wrong with it: an unknown model, a body that cannot be read.</returns>
    public async Task<(RoutePreview? Preview, GatewayError? Refusal)> ExplainAsync(string model, GatewayRequest request)
    {
        if (RequestScanner.Scan(request.Body, out request.Outline) is { } problem)
        {
            return (null, GatewayErrors.Unreadable(problem));
        }

        var snapshot = catalog.Current;
        if (snapshot.Find(model) is not { } route)
        {
            return (null, GatewayErrors.ModelNotFound(model));
        }

        return (new RoutePreview(
            model,
            StepExplanation.Word(ResolutionOf(snapshot, route, model)),
            route.Definition?.Name ?? route.Name,
            JsonNamingPolicy.CamelCase.ConvertName(request.Operation.ToString()),
            context.Time.GetUtcNow(),
            await TriedAsync(snapshot, route, request),
            FallbacksOf(snapshot, route)), null);
    }

    private static Resolution ResolutionOf(CatalogSnapshot snapshot, Route route, string model) =>
        route.Definition is { } declared ? RoutePattern.Is(declared.Name) ? Resolution.Pattern : model == route.Name ? Resolution.Route : Resolution.Alias
        : snapshot.DefaultProvider?.Models.ContainsKey(model) == true ? Resolution.DefaultProvider
        : Resolution.Provider;

    private FallbackPreview FallbacksOf(CatalogSnapshot snapshot, Route route) => new(
        Present(snapshot, route, route.Fallbacks),
        Present(snapshot, route, Fallbacks.Specific(route, route.Definition?.ContextWindowFallbacks)),
        Present(snapshot, route, Fallbacks.Specific(route, route.Definition?.ContentPolicyFallbacks)));

    // Those that are gone do not count, as they do not in a request.
    private IReadOnlyList<string> Present(CatalogSnapshot snapshot, Route route, IReadOnlyList<string> names) =>
        [.. names.Where(name => snapshot.Find(name) is { } other && other != route).Take(context.Options.MaxModels - 1)];

    private async ValueTask<List<StepPreview>> TriedAsync(CatalogSnapshot snapshot, Route route, GatewayRequest request)
    {
        var (first, refusal) = await LookAsync(route, request);
        var steps = new List<StepPreview> { first };
        foreach (var name in refusal is null ? [] : Present(snapshot, route, Fallbacks.Of(route, refusal)))
        {
            var (step, again) = await LookAsync(snapshot.Find(name)!, request);
            steps.Add(step);
            if (again is null)
            {
                break;
            }
        }

        return steps;
    }

    private async ValueTask<(StepPreview Step, GatewayError? Refusal)> LookAsync(Route route, GatewayRequest request)
    {
        var fitting = await Fitting.OfAsync(request, route);
        var exclusions = fitting.Exclusions;
        var now = context.Time.Milliseconds();
        request.PrefixHash = request.PrefixHash == 0 && route.IsSticky ? PrefixHash.Of(request) : request.PrefixHash;
        var warm = request.PrefixHash != 0 && route.IsSticky ? context.Warm.Find(request.PrefixHash, route, now) : -1;
        var choice = Selection.Look(route, fitting.Set, now, request.BodyLength / 4, warm, ref exclusions, out var tier);
        var chances = ChancesOf(route, tier, choice, now);
        var refusal = fitting.Refusal ?? (tier == 0 ? RouteRefusals.Unavailable(route, fitting.Set, now) : null);
        var certain = Array.IndexOf(chances, 1d);
        var step = new StepPreview(
            route.Name,
            route.Strategy.Name,
            route.Strategy.ScoreMeaning,
            CandidatesOf(route, exclusions, tier, chances, now),
            certain < 0 ? null : route.Deployments[certain].Deployment.FullName,
            refusal is not null ? null : certain < 0 ? "chance" : StepExplanation.Word(choice.Index < 0 ? ChoiceReason.Strategy : choice.Reason),
            refusal is null ? null : RefusalPreview.Of(refusal));
        return (step, refusal);
    }

    private static double[] ChancesOf(Route route, ulong tier, Choice choice, long now)
    {
        var chances = new double[route.Deployments.Length];
        for (var left = tier; left != 0; left &= left - 1)
        {
            var index = BitOperations.TrailingZeroCount(left);
            chances[index] = choice.Index < 0 ? route.Strategy.Chance(new Candidates(route, tier, now), index) : choice.Index == index ? 1 : 0;
        }

        return chances;
    }

    private static List<CandidatePreview> CandidatesOf(Route route, in Exclusions exclusions, ulong tier, double[] chances, long now)
    {
        var candidates = new List<CandidatePreview>();
        for (var index = 0; index < route.Deployments.Length; index++)
        {
            candidates.Add(CandidatePreview.Of(route, index, exclusions.Of(index), (tier & (1UL << index)) == 0 ? null : chances[index], now));
        }

        candidates.AddRange(route.Absent.Select(CandidatePreview.Absent));
        return candidates;
    }
}
