package io.github.plimsoll.suites.docker.live;

import java.util.List;

/**
 * Plants on the live daemon for an audit from the command line: {@code plant} prints a line for each fault, the container and
 * a control that must find it there; {@code remove} takes everything away.
 */
final class PlantHost {

    private PlantHost() {}

    public static void main(String[] arguments) {
        Engine engine = LiveDocker.engine();
        String command = String.join(" ", arguments);
        switch (command) {
            case "plant" -> plant(engine);
            case "remove" -> PlantedHost.remove(engine);
            default -> throw new IllegalArgumentException("plant or remove, not '" + command + "'");
        }
    }

    private static void plant(Engine engine) {
        List<Plant> plants = Plants.all();
        PlantedHost.plant(engine, plants);
        List<String> features = PlantedHost.securityFeatures(engine);
        for (Plant plant : plants) {
            plant.violatesOn(features).forEach(control -> System.out.println(plant.name() + "\t" + control));
        }
    }
}
