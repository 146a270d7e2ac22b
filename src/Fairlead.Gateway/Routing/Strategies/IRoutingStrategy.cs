namespace Fairlead.Gateway.Routing.Strategies;

/// <summary>Chooses among the deployments of a route that can take a request. Called for every request: it allocates nothing.</summary>
public interface IRoutingStrategy
{
    /// <summary>Its name in configurations.</summary>
    string Name { get; }

    /// <summary>The index of the chosen deployment.</summary>
    /// <param name="candidates">The deployments that can be chosen: at least one.</param>
    int Choose(in Candidates candidates);

    /// <summary>How likely <see cref="Choose"/> is to return a deployment now, from 0 to 1. Asking changes nothing.</summary>
    /// <param name="candidates">The deployments that can be chosen.</param>
    /// <param name="index">The index of one of them.</param>
    double Chance(in Candidates candidates, int index);

    /// <summary>What the choice goes by, for people: the number of one deployment, of which <see cref="ScoreMeaning"/> says what it is.</summary>
    double Score(RouteDeployment deployment, long now);

    /// <summary>What a score is, and whether less or more is better.</summary>
    string ScoreMeaning { get; }
}
