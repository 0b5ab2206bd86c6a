package io.github.plimsoll.fact.kubernetes.entrance;

/**
 * Where names are looked up: a class of controllers, or a listener of a gateway. Two who claim a name get in each other's way only at one door.
 *
 * @param part empty if it may be any of the place
 */
record Door(String place, String part) {

    /** One of no class is served by whichever controller is the default. */
    static Door ofClass(String className) {
        return new Door("class", className);
    }

    boolean meets(Door other) {
        return place.equals(other.place) && (part.isEmpty() || other.part.isEmpty() || part.equals(other.part));
    }

    /** The gateway, with its namespace. */
    String object() {
        return place.substring(place.lastIndexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return part.isEmpty() ? place : place + " " + part;
    }
}
