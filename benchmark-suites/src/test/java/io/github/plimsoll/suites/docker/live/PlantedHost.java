package io.github.plimsoll.suites.docker.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Plants containers on a daemon, and takes them away again. */
final class PlantedHost {

    /** What is planted by this run, so that runs that share a daemon leave each other's alone; given where a run is several processes. */
    private static final String RUN =
            System.getProperty("plimsoll.plants", UUID.randomUUID().toString().substring(0, 8));

    /** What the names of the containers of this run begin with. */
    static final String PREFIX = "plant-" + RUN + "-";

    /** The label that everything planted carries, and by which it is found again. */
    static final String LABEL = "io.github.plimsoll.plant." + RUN;

    static final String NETWORK = "plimsoll-plant-" + RUN;
    static final String NETWORK_V6 = NETWORK + "-v6";
    static final String VOLUME = NETWORK + "-etc";

    private static final String FILTER = "?all=1&filters=" + Engine.encoded("{\"label\":[\"" + LABEL + "\"]}");

    private PlantedHost() {}

    /** Plants; what this run has planted before goes first. */
    static void plant(Engine engine, List<Plant> plants) {
        remove(engine);
        engine.load(PlantImages.tar(engine.get("/info").get("Architecture").textValue()));
        engine.post("/networks/create", Plant.json("""
                {Name: '%s', Labels: {'%s': 'network'}}""".formatted(NETWORK, LABEL)));
        engine.post("/networks/create", Plant.json("""
                {Name: '%s', Labels: {'%s': 'network'}, EnableIPv6: true, IPAM: {Config: [{Subnet: '%s'}]}}
                """.formatted(NETWORK_V6, LABEL, somePrivateSubnet())));
        engine.post("/volumes/create", Plant.json("""
                {Name: '%s', Labels: {'%s': 'volume'}, DriverOpts: {type: 'none', o: 'bind', device: '/etc'}}
                """.formatted(VOLUME, LABEL)));
        plants.forEach(plant -> plant(engine, plant));
    }

    /** Removes everything that carries the label. */
    static void remove(Engine engine) {
        for (JsonNode container : engine.get("/containers/json" + FILTER)) {
            engine.delete("/containers/" + container.get("Id").textValue() + "?force=1&v=1");
        }
        for (JsonNode network : engine.get("/networks" + FILTER)) {
            engine.delete("/networks/" + network.get("Id").textValue());
        }
        for (JsonNode volume : engine.get("/volumes" + FILTER).path("Volumes")) {
            engine.delete("/volumes/" + volume.get("Name").textValue());
        }
        for (JsonNode image : engine.get("/images/json" + FILTER)) {
            engine.delete("/images/" + image.get("Id").textValue() + "?force=1");
        }
    }

    /** What the kernel and the engine have to confine containers with, for example {@code seccomp} and {@code apparmor}. */
    static List<String> securityFeatures(Engine engine) {
        List<String> features = new ArrayList<>();
        for (JsonNode option : engine.get("/info").get("SecurityOptions")) {
            features.add(option.textValue().replaceFirst("^name=", "").replaceFirst(",.*", ""));
        }
        return features;
    }

    private static void plant(Engine engine, Plant plant) {
        JsonNode created = engine.post("/containers/create?name=" + plant.name(), plant.document());
        String id = created.get("Id").textValue();
        if (plant.isStarted()) {
            engine.post("/containers/" + id + "/start");
        }
        JsonNode exec = plant.exec();
        if (exec != null) {
            String session =
                    engine.post("/containers/" + id + "/exec", exec).get("Id").textValue();
            if (plant.startsExec()) {
                engine.post("/exec/" + session + "/start", Plant.json("{Detach: true}"));
            }
        }
    }

    /** Any of the unique local IPv6 networks, so that two daemons of one machine do not take the same. */
    private static String somePrivateSubnet() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "fd%02x:%x:%x:1::/64".formatted(random.nextInt(256), random.nextInt(65536), random.nextInt(65536));
    }
}
