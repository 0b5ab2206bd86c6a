package io.github.plimsoll.suites.docker.live;

import java.util.List;

/**
 * Plants on the live daemon for an audit from the command line: {@code plant} prints a line for each fault, the container and
 * a control that must find it there; {@code images} loads images with a fault each, beside what was planted; {@code harmless} plants
 * the hardened container alone; {@code remove} takes everything away.
 */
final class PlantHost {

    private PlantHost() {}

    public static void main(String[] arguments) {
        Engine engine = LiveDocker.engine();
        String command = String.join(" ", arguments);
        switch (command) {
            case "plant" -> plant(engine, Plants.all());
            case "images" -> images(engine);
            case "harmless" -> harmless(engine);
            case "remove" -> PlantedHost.remove(engine);
            default -> throw new IllegalArgumentException("plant, images, harmless or remove, not '" + command + "'");
        }
    }

    private static void images(Engine engine) {
        String architecture = engine.get("/info").get("Architecture").textValue();
        FaultyImages.all().forEach(image -> engine.load(image.tar(architecture)));
    }

    /** The network and the image that others of the planted need are faults themselves. */
    private static void harmless(Engine engine) {
        plant(engine, Plants.all().subList(0, 1));
        engine.delete("/networks/" + PlantedHost.NETWORK_V6);
        engine.delete("/images/" + PlantImages.BARE);
    }

    private static void plant(Engine engine, List<Plant> plants) {
        PlantedHost.plant(engine, plants);
        List<String> features = PlantedHost.securityFeatures(engine);
        for (Plant plant : plants) {
            plant.violatesOn(features).forEach(control -> System.out.println(plant.name() + "\t" + control));
        }
    }
}
